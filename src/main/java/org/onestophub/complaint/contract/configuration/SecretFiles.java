package org.onestophub.complaint.contract.configuration;

/** The files in which secrets of channels and destinations are kept, as far as the hub may change them. */
public interface SecretFiles {

    /** Whether the secret of that setting can be replaced; what was given at the start or by the environment cannot. */
    boolean has(String setting);

    /**
     * Replaces the secret. Who asks for the setting gets the new one from then on.
     *
     * @return puts back what was in the file
     * @throws org.onestophub.problem.ProblemException CH-104 with the setting if it cannot be replaced; then it is as it was
     */
    Runnable replace(String setting, byte[] secret);
}
