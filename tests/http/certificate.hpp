#pragma once
// A certificate of our own making, for tests.

#include <string>

#include "core/http/stream.hpp"

namespace vestibule::core::http::test {

/// Writes a new key and its self-signed certificate for localhost and 127.0.0.1 into a new folder under the system's
/// temporary one; both go with the object.
class Certificate {
 public:
  Certificate();
  ~Certificate();
  const Tls& files() const { return files_; }

 private:
  std::string folder_;
  Tls files_;
};

}  // namespace vestibule::core::http::test
