// Calls the vendor with the pair of a secret, through a rotation of the pair, without a restart.
//
//	go run . SECRET ...: for each line on stdin, one call with the pair of each secret.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

func describeCall(ctx context.Context, client *OctopusClient) string {
	var products []json.RawMessage
	err := client.Get(ctx, "/api/v1/products", &products)
	if refusal := refusalIn(err); refusal != nil {
		return "failed: " + refusal.Code
	}
	if err != nil {
		// The type alone: a message may quote what was sent.
		return fmt.Sprintf("failed: %T", err)
	}
	return fmt.Sprintf("ok, %d products", len(products))
}

func main() {
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, "the AWS settings cannot be read")
		os.Exit(1)
	}
	secrets := secretsmanager.NewFromConfig(settings)
	var clients []*OctopusClient
	for _, name := range os.Args[1:] {
		clients = append(clients, &OctopusClient{secrets: secrets, secretName: name})
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		for _, client := range clients {
			fmt.Printf("%s: %s\n", client.secretName, describeCall(ctx, client))
		}
	}
}
