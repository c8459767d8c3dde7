"""What people type and upload about certificates, authorities and recoveries."""
