package org.onestophub.outlet.district;

/** An event that a key was given; {@code id} is the ledger's, {@code uid} the feed's. */
record GivenEvent(long id, String uid, long complaintId, String complaint) {}
