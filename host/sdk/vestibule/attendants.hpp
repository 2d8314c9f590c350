#pragma once
// Who attends to what: one plugin has people attend to something, another keeps what they may read meanwhile.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vestibule {

/// How something that people attend to stands.
struct Attention {
  std::vector<std::string> by;  ///< the actors who attend to it at this moment
  bool over = false;            ///< nobody will any more
  std::string outcome;          ///< once it is over: the site's word for how it ended, or empty
};

/// Offered by the plugin in which people attend; there need not be one. Loop thread only; answers from memory.
class Attendants {
 public:
  virtual ~Attendants() = default;
  /// Of what the journal calls `reference` ("case 01J..."); nothing: it is of a kind that this plugin does not know.
  virtual std::optional<Attention> attention(std::string_view reference) const = 0;
};

}  // namespace vestibule
