"""Corpora: folders and large files to claims in Parquet, over all cores or a cluster, a partition at a time."""
