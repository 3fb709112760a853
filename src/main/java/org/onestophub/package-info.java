/** The hub: its start, its commands, and the two settings that all rooms share. */
package org.onestophub;
