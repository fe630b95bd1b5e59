"""The look: shared templates, styles and icons. It does not know what a permit is."""
