#pragma once

namespace hypnodesk {

/// README.txt of an evidence bundle.
extern const char* const kEvidenceReadme;

/// verify.py of an evidence bundle: Python 3.8 and later, nothing but its standard library.
extern const char* const kEvidenceVerifier;

} // namespace hypnodesk
