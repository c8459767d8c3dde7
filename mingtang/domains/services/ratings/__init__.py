"""Ratings (好差评): one case one rating, one visit one rating; what is bad is followed up within the law's days."""
