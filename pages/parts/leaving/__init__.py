"""What stands under every chart and table: how it leaves the site, and how an error is told."""
