"""A software OCPP-809: bytes go in, paper comes out. Written from the manual, never from our own encoder."""
