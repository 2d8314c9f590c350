#pragma once
// A folder of real files whose power can go: in the midst of any call of the system that changes it. What was written and not
// synced is lost then in part; names that were made, changed or removed since the folder was synced come undone from the last one.

#include <cstdint>
#include <filesystem>
#include <functional>

namespace vestibule::test {

enum class Ended { done, cut };

/// Runs `work` in a process of its own, on files of `folder`; the power goes in the n-th call that changes one (1: the first).
/// `work` must not fail for another reason. Nothing of `folder` may be open.
Ended run_until_cut(const std::filesystem::path& folder, std::uint64_t n, std::uint64_t seed, const std::function<bool()>& work);

}  // namespace vestibule::test
