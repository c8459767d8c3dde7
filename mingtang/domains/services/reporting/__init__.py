"""What is told to the superior platform of every application (办件数据上报), in the sets and fields of the exchange standard."""
