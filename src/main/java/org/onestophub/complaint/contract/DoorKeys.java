package org.onestophub.complaint.contract;

/** The keys that may use the doors of the HTTP API. */
public interface DoorKeys {

    /** True if at least one key has the role. */
    boolean hasKeyFor(String role);
}
