/** As which a client names the pool's own users, who have a password in it, among its identity providers. */
export const native = "COGNITO";
