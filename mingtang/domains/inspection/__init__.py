"""Site inspection (网站监测与考核): sites, what is found wrong with them, rounds and their score sheets."""
