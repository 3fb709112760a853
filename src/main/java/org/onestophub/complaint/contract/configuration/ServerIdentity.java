package org.onestophub.complaint.contract.configuration;

/**
 * By what a server is known, as it showed it itself. That it is the right server, only a person can say who compares the
 * fingerprint with the one that the server's owner names.
 *
 * @param fingerprint SHA-256 of a host key as {@code ssh-keygen -l} prints it, or of a certificate as {@code openssl x509
 *     -fingerprint -sha256} does
 * @param file what a file says by which this server is trusted, and no other: a line of known hosts, or a certificate in PEM
 */
public record ServerIdentity(String fingerprint, String file) {}
