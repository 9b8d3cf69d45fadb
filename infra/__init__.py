"""What holds the product together: settings, base classes, the kit, development and checks."""
