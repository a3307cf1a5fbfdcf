/* From the number of an instruction set to its kernel. */
#ifndef ARMILLARIA_DISPATCH_H
#define ARMILLARIA_DISPATCH_H

#include "kernel.h"

/* The portable kernel for every number that has none here. */
const struct kernel *armillaria_kernel(uint32_t instructions);

#endif
