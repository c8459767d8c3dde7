"""文书: letters set by typst from versioned templates and data."""
