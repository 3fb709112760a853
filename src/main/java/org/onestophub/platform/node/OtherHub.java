package org.onestophub.platform.node;

/**
 * Another hub that runs on the same database.
 *
 * @param hub its name
 * @param label what people call it
 * @param claims which broker it uses and where it keeps large bytes
 */
record OtherHub(String hub, String label, HubTable.Claims claims) {}
