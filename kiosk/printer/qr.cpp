#include "qr.hpp"

#include <qrencode.h>
#include <memory>

namespace vestibule::kiosk {

Result<QrCode> qr_code(const std::string& text) {
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_Q), QRcode_free);
  if (!code) return fail(Code::invalid, "a text of {} bytes does not fit a QR code", text.size());
  QrCode result;
  result.side = code->width;
  const auto squares = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  for (std::size_t i = 0; i < squares; ++i) result.dark.push_back(code->data[i] & 1);
  return result;
}

}  // namespace vestibule::kiosk
