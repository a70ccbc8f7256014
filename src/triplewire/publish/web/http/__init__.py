"""The protocol in, requests and answers out: connections, negotiation, problems, headers."""
