package org.onestophub.complaint.contract;

/** Who may come through the doors of the HTTP API. */
public interface DoorKeys {

    /** True if some key has the role. */
    boolean hasKeyFor(String role);
}
