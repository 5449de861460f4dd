package vc

// Banner is the first line on the screen.
const Banner = "This is a SIMULATED vCenter (Cordée lab, govmomi simulator): nothing here is real, and nothing here proves what a vCenter would do."
