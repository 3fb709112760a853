/**
 * What rooms offer those who change the configuration: drafts, tests of connections, samples of mappings, plan, apply and its history.
 */
@NullMarked
package org.onestophub.complaint.contract.configuration;

import org.jspecify.annotations.NullMarked;
