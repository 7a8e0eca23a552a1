"""What people said about addresses: read from their files, remembered, and weighed."""
