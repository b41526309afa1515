"""Words to bytes: every command a frozen value, one file per family, named as the manual names them."""
