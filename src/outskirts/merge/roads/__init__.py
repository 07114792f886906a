"""Roads: what reports say of them, whose ground they run through, and which places hang by one of them.

words      which words speak of a road     reported   what is said of each, latest first
sections   whose ground it runs through    network    what is lost if a place is
"""
