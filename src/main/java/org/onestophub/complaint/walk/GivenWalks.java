package org.onestophub.complaint.walk;

import java.util.List;

/** What gives walks out in lists, and still knows the last list: if that fails as a whole, its walks are tried again. */
public interface GivenWalks {

    /** The walks of the last list, in their order; empty before the first. */
    List<Walk> given();
}
