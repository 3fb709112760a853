package org.onestophub.complaint.contract;

/** Settings of channels and destinations are others from now on; published after the change, to all who keep some of them. */
public record SettingsApplied() {}
