# Debian's LibTorch takes whatever BLAS the system's alternatives name. The reference BLAS scores a night six to
# seven times slower than OpenBLAS, so say so while configuring.

function(hypnodesk_warn_about_slow_blas)
  file(GLOB candidates /usr/lib/*/libblas.so.3)
  foreach(candidate ${candidates})
    file(REAL_PATH ${candidate} target)
    if(NOT target MATCHES "openblas|blis|atlas|mkl")
      message(WARNING "The BLAS in use is the reference one (${target}): scoring will be 6-7 times slower.\n"
        "Install libopenblas0-pthread, or select it: update-alternatives --config libblas.so.3-<arch>")
    endif()
  endforeach()
endfunction()

if(HYPNODESK_BUILD_NET)
  hypnodesk_warn_about_slow_blas()
endif()
