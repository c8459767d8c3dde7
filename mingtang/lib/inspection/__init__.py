"""Site inspection (网站监测/考核) as pure parts: indicators, scores, and a survey of a site from outside."""
