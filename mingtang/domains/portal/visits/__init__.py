"""How often public pages are opened (访问统计), without anything that belongs to one person."""
