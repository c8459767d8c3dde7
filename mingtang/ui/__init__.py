"""The design system: components, layouts, styles, behaviours, reading settings and the gallery."""
