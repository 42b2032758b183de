#pragma once

#include <vector>

namespace hypnodesk::dsp {

/// The first `count` discrete prolate spheroidal (Slepian) sequences of `size` samples, most concentrated
/// first, each of unit energy; signs as scipy.signal.windows.dpss: even ones sum to a positive number, odd
/// ones begin with a positive lobe. They are the eigenvectors to the largest eigenvalues of a tridiagonal
/// matrix that commutes with the band-limiting operator (Slepian 1978; Percival and Walden 1993,
/// section 8.3). Needs 0 < timeHalfBandwidth < size / 2 and 0 < count <= size.
std::vector<std::vector<double>> dpssTapers(int size, double timeHalfBandwidth, int count);

} // namespace hypnodesk::dsp
