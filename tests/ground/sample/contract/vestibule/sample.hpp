#pragma once
// A contract of one service.

namespace vestibule::sample {

class Echo {
 public:
  virtual ~Echo() = default;
  virtual int echo(int number) = 0;
};

}  // namespace vestibule::sample
