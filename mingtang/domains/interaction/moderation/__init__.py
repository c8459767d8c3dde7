"""What all rooms of interaction share (先审后发): words looked for, patience asked of strangers, posts read before they are shown, second persons."""
