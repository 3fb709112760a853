/**
 * The DELIVER room: numbers events, puts them on queues, and hands shipments to destinations with recorded attempts.
 */
package org.onestophub.outlet.deliver;
