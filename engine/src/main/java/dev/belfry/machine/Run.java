package dev.belfry.machine;

/** Actions of a rule that are to be performed at this moment. */
record Run(RuleState rule, Occurrence occurrence, boolean last) {}
