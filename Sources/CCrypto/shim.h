#ifndef CLEARROAD_CCrypto_SHIM_H
#define CLEARROAD_CCrypto_SHIM_H
#include <openssl/evp.h>
#endif
