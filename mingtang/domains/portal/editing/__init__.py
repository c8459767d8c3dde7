"""Editing of the sites (三审三校): manuscripts from draft to publication, columns and home pages, each within one's own site."""
