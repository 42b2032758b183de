#pragma once

/// The only way to LibTorch, precompiled: its headers take half a minute to read.

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif

#include <torch/torch.h>

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
