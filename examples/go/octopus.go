package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

const (
	refreshBefore     = 5 * time.Minute
	pauseAfterRefusal = time.Minute
)

type tokens struct {
	access, refresh string
	expiresAt       time.Time
	// Of the environment whose pair logged in. A token is never sent anywhere else.
	baseURL string
}

// OctopusClient calls the vendor with the pair of one secret. A process has one for each environment; goroutines may
// share it.
type OctopusClient struct {
	secrets    *secretsmanager.Client
	secretName string
	// Held while tokens are renewed, so that goroutines share one renewal: a refresh token is good for one use, and
	// logins are limited.
	mutex       sync.Mutex
	current     *tokens
	pausedUntil time.Time
}

// Get decodes the answer into answer.
func (c *OctopusClient) Get(ctx context.Context, path string, answer any) error {
	valid, err := c.validTokens(ctx)
	if err != nil {
		return err
	}
	err = valid.get(ctx, path, answer)
	if refusal := refusalIn(err); refusal == nil || refusal.Status != http.StatusUnauthorized {
		return err
	}
	renewed, err := c.afterRefusal(ctx, valid)
	if err != nil {
		return err
	}
	return renewed.get(ctx, path, answer)
}

func (c *OctopusClient) validTokens(ctx context.Context) (*tokens, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.current == nil {
		return c.logIn(ctx)
	}
	if time.Now().Before(c.current.expiresAt.Add(-refreshBefore)) {
		return c.current, nil
	}
	return c.refresh(ctx, c.current)
}

func (c *OctopusClient) afterRefusal(ctx context.Context, refused *tokens) (*tokens, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.current == refused {
		return c.logIn(ctx)
	}
	return c.current, nil
}

func (c *OctopusClient) refresh(ctx context.Context, old *tokens) (*tokens, error) {
	renewed, err := c.request(ctx, old.baseURL, "/auth/refresh", map[string]string{"refresh_token": old.refresh})
	if refusalIn(err) != nil {
		return c.logIn(ctx)
	}
	return renewed, err
}

// logIn reads the secret at each login, so a promoted pair is used without a restart.
func (c *OctopusClient) logIn(ctx context.Context) (*tokens, error) {
	if time.Now().Before(c.pausedUntil) {
		return nil, &OctopusError{Code: "LOGIN_PAUSED"}
	}
	pair, err := c.readSecret(ctx)
	if err != nil {
		return nil, err
	}
	login := map[string]string{"username": pair.APIKey, "password": pair.APISecret}
	renewed, err := c.request(ctx, pair.BaseURL, "/auth/login", login)
	if refusal := refusalIn(err); refusal != nil {
		// All processes of the client and its rotation share ten logins a minute: a refused one is not tried in a loop.
		c.pausedUntil = time.Now().Add(refusal.RetryAfter)
	}
	return renewed, err
}

type secretValue struct {
	APIKey    string `json:"API_KEY"`
	APISecret string `json:"API_SECRET"`
	BaseURL   string `json:"BASE_URL"`
	Status    string `json:"status"`
}

func (c *OctopusClient) readSecret(ctx context.Context) (value secretValue, err error) {
	read, err := c.secrets.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String(c.secretName)})
	if err != nil {
		return value, err
	}
	// The error of the decoder may quote the text, so it is dropped.
	_ = json.Unmarshal([]byte(aws.ToString(read.SecretString)), &value)
	if value.Status == "awaiting-first-pair" {
		return value, &OctopusError{Code: "NO_PAIR_YET"}
	}
	if value.APIKey == "" || value.APISecret == "" || value.BaseURL == "" {
		return value, &OctopusError{Code: "MALFORMED_SECRET"}
	}
	return value, nil
}

func (t *tokens) get(ctx context.Context, path string, answer any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, t.baseURL+path, nil)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+t.access)
	return send(request, answer)
}

// request keeps the tokens that it gets.
func (c *OctopusClient) request(ctx context.Context, baseURL, path string, body map[string]string) (*tokens, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, baseURL+path, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	var answer struct {
		Data struct {
			Access    string    `json:"access_token"`
			Refresh   string    `json:"refresh_token"`
			ExpiresAt time.Time `json:"access_expires_at"`
		} `json:"data"`
	}
	if err := send(request, &answer); err != nil {
		return nil, err
	}
	data := answer.Data
	if data.Access == "" || data.Refresh == "" || data.ExpiresAt.IsZero() {
		return nil, &OctopusError{Code: "UNEXPECTED_ANSWER", RetryAfter: pauseAfterRefusal}
	}
	c.current = &tokens{data.Access, data.Refresh, data.ExpiresAt, baseURL}
	return c.current, nil
}
