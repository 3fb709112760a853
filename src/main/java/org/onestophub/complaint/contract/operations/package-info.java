/**
 * What rooms offer those who operate the hub: state, plans, tests of connections, alerts, deliveries, quarantine.
 */
package org.onestophub.complaint.contract.operations;
