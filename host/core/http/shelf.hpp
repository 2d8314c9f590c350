#pragma once
// The pages of all plugins, each once for each encoding, as they are handed out.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/pages.hpp>

#include "message.hpp"

namespace vestibule::core::http {

/// Filled by one thread; read by any once it is full.
class Shelf {
 public:
  /// Throws std::logic_error for a path that is no absolute one, is the API's, or is there in this encoding.
  void add(Page page);
  /// Whoever comes to "/" is sent there; the first to say so has it.
  void welcome(std::string path);

  std::vector<std::string> paths() const;

  /// The answer to a GET or HEAD of `path`, already decoded; nothing if no page lies there.
  std::optional<Response> give(const Request& request, std::string_view path) const;

 private:
  struct Kept {
    Page page;
    std::string tag;  ///< of its bytes, in quotes
  };
  using Kinds = std::vector<Kept>;  ///< the same page in its encodings

  const Kinds* at(std::string_view path) const;

  std::map<std::string, Kinds, std::less<>> pages_;
  std::map<std::string, Kinds, std::less<>> beneath_;  ///< by what their addresses begin with
  std::string welcome_;
};

}  // namespace vestibule::core::http
