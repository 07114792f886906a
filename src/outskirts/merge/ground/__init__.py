"""From places to ground: who holds how much of a region, and where do the sides face one another? An inference from
the statuses of named places, never finer than they are.

settings   the numbers of ``knowledge/ground.toml``        plane     degrees to kilometres and back
outline    countries and regions as shapes                 cells     the ground of each place
holders    who held it before anything was heard           beliefs   what is known of each place, and what follows
surface    the ground drawn, its edges, lines of contact   shares    how much of a region each side has, how surely
areas      joins them
"""
