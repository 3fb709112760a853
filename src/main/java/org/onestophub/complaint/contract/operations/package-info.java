/**
 * What rooms offer those who operate the hub: state, alerts, deliveries, quarantine, cases, reports and warnings.
 */
@NullMarked
package org.onestophub.complaint.contract.operations;

import org.jspecify.annotations.NullMarked;
