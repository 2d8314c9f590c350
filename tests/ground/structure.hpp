#pragma once
// The rules of the house about who may include what and say which words, over any tree of files: the repository's, or one planted
// by a test.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace vestibule::ground {

/// Text of each source, CMakeLists.txt and README.md by its path from the top, with forward slashes.
using Tree = std::map<std::string, std::string>;

/// The repository's files; what the build or version control makes is left out.
Tree read_tree(const std::filesystem::path& top);

/// One sentence for each breach: "kiosk/main.cpp includes <SDL.h>: ...". Empty if the house is in order.
std::vector<std::string> faults(const Tree& tree);

}  // namespace vestibule::ground
