package org.onestophub.complaint.contract.rights;

/** The ways into the console besides its own accounts. */
public interface LoginWays {

    /** True if people of the hospital's directory log in with their password there. */
    boolean hasDirectory();

    /** True if people log in at the hospital's identity provider. */
    boolean hasProvider();
}
