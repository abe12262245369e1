"""Charts as SVG and PNG, drawn here without a browser: a frame in, a picture as text out."""
