package org.onestophub.complaint.contract.operations;

/** The ways into the console besides its own accounts. */
public interface LoginWays {

    /** True if people of the hospital's directory log in with their password there. */
    boolean hasDirectory();
}
