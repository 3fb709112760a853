package org.onestophub.complaint.contract.rights;

/** What the keys of the hub may do, for addresses that need a further right for one of their parameters. */
public interface KeyRights {

    /**
     * Goes on only if the key has the right.
     *
     * @param key name of the key
     * @throws org.onestophub.problem.ProblemException AC-102 if it has not, or if there is no such key
     */
    void require(String key, KeyRight right);
}
